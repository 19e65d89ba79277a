import type { ProjectOptions } from './project-options.ts';

export const inventoryFormats = ['table', 'json', 'mermaid'] as const;

export interface InventoryOptions extends ProjectOptions {
  readonly outputFormat?: (typeof inventoryFormats)[number];
  readonly outputFile?: string;
  readonly commands?: readonly string[];
  readonly exclude?: readonly string[];
  readonly extendExclude?: readonly string[];
  readonly forceExclude?: true;
  readonly respectGitignore: boolean;
  readonly allowEmpty?: true;
  readonly concurrency?: number;
}
