/**
 * Tests, migrations and set-aside copies: they are imported by nothing that runs in production, and they name what is
 * wrong in order to forbid it.
 */
export function isOutsideProgram(file: string): boolean {
  return /(^|\/)(tests?|migrations)\/|(^|\/)(test_[^/]*|[^/]*_tests?|tests|conftest|[^/]*_(backup|bak|old))\.pyi?$/.test(
    file,
  );
}
