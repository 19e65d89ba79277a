/** A file other than Python that may start commands: a shell script, a schedule, a recipe, a workflow. */
export function isScript(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /\.(sh|bash|cron|crontab|service|mk|ya?ml)$/i.test(name) ||
    /^(crontab|Procfile|Makefile|GNUmakefile|makefile|Dockerfile)(\.[\w-]+)?$/.test(name)
  );
}
