/** Where the pages about rules and probes are; the bundle has its own version of this module, with the pages beside it. */
export const rulePagesFolder = new URL('../../docs/rules/', import.meta.url);
export const probePagesFolder = new URL('../../docs/probes/', import.meta.url);
