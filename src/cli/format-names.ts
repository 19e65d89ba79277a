import { formats, isFormatName, type FormatName } from '../reporting/formats.ts';

export const formatNames: readonly FormatName[] = Object.keys(formats).filter(isFormatName);
