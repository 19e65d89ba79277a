import type { Files } from '../workshop.ts';

/** One way to misuse the program, and what it has to answer. */
export interface BadInput {
  /** A sentence. */
  readonly title: string;
  /** What lies in the working directory. */
  readonly files?: Files;
  /** What no text can make: pipes, links, permissions. Undone by what it gives back. */
  readonly arrange?: (folder: string) => Promise<unknown> | (() => void) | undefined;
  readonly args: readonly string[];
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly unprivileged?: boolean;
  readonly exitCode: 0 | 1 | 2 | 130;
  /** What is said, on whichever stream. */
  readonly says: RegExp;
}

/** The smallest project: a marker and a file. */
export const tiny: Files = { 'manage.py': '', 'shop/models.py': 'from django.db import models\n' };
