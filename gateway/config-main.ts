import { environment } from '../schema/settings/environment.ts'
import { readValues } from '../schema/settings/read-values.ts'
import { warnOfUnknownNames } from '../schema/settings/unknown-names.ts'
import { readFlags } from './config.ts'
import { GatewayError } from './gateway-error.ts'
import { configText, describeConfig } from './observe/describe-config.ts'

/** `npm run config [-- --json] [flags of npm start]`: the configuration that a start would have, with where each value comes from, fit to be shown. */

const warn = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const main = (args: readonly string[]): void => {
  const flags = readFlags(args.filter(word => word !== '--json'))
  const settings = describeConfig(flags, environment())
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(settings, undefined, 2)}\n` : `${configText(settings)}\n`)
  warnOfUnknownNames(warn)
  const { mistakes } = readValues()
  mistakes.forEach(warn)
  if (mistakes.length > 0) process.exitCode = 1
}

try {
  main(process.argv.slice(2))
} catch (failure) {
  if (!(failure instanceof GatewayError)) throw failure
  warn(failure.message)
  process.exitCode = 1
}
