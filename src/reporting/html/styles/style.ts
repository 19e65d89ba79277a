import { colours } from './colours.ts';
import { layout } from './layout.ts';
import { tables } from './tables.ts';

/** The only style sheet; the policy of the page names its hash, so that no other style holds. */
export const style = [colours, layout, tables].join('\n');
