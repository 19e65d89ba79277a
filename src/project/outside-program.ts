/** Folders of tests and migrations, and set-aside copies. */
const outside = /(^|\/)(tests?|migrations)\/|_(backup|bak|old)\.pyi?$|_(bak|old|old_backup|unused|deprecated)\//i;
/** Among commands such names are those of apps and commands: `ab_tests/management/commands/test_connection.py`. */
const testFolder = /(^|\/)(testing|tests_[^/]*|[^/]*_tests)\//;
const testModule = /(^|\/)(test_[^/]*|[^/]*_tests?|tests|conftest|factories)\.pyi?$/;

/** Nothing that runs in production imports such a file, and tests name what is wrong in order to forbid it. */
export function isOutsideProgram(file: string): boolean {
  return outside.test(file) || testFolder.test(file) || testModule.test(file);
}

/** The same for command modules: there `test_connection.py` is a command by that name. */
export function isSetAsideCommand(file: string): boolean {
  return outside.test(file);
}
