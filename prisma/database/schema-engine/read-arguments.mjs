/** What the CLI asks for: a version, one command about a database, or a conversation on standard input. */
export function readArguments(args) {
  const datasource = JSON.parse(valuesOf(args, '--datasource')[0] ?? '{}')
  const cli = args.indexOf('cli')
  return {
    version: args.includes('--version'),
    databaseCommand: cli < 0 ? undefined : args[cli + 1],
    url: datasource.url,
    shadowUrl: datasource.shadowDatabaseUrl || undefined,
    schemaFiles: valuesOf(args, '--datamodels'),
  }
}

function valuesOf(args, name) {
  return args.flatMap((argument, position) => (argument === name ? [args[position + 1]] : []))
}
