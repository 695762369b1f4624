/** What a command was asked, read by `parse`; undefined where its usage was printed instead: for `--help`, and after what was wrong with the arguments. */
export function commandLine<Asked>(usage: string, parse: () => Asked): Asked | undefined {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    return undefined
  }
  try {
    return parse()
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : 'The arguments cannot be read.'}\n${usage}\n`)
    process.exitCode = 2
    return undefined
  }
}
