/** The compiled worker, beside the bundle; from sources there is none, and everything is parsed in one thread. */
export const workerFile: URL | undefined = undefined;
