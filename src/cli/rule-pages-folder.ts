/** Where the rules' pages are; the bundle has its own version of this module, with the pages beside it. */
export const rulePagesFolder = new URL('../../docs/rules/', import.meta.url);
