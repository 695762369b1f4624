import { loadKeys } from '../prisma/database/keys.ts'
import { readSettings } from '../prisma/database/settings.ts'
import { personas } from '../prisma/seed/personas.ts'
import { issueDevelopmentToken } from './authenticate/development-token.ts'

/** `npm run token -- <persona>`: prints a token for somebody of the demo data. */

const fail = (message: string): void => {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

const list = (): string => personas.map(({ name, description }) => `  ${name.padEnd(18)}${description}`).join('\n')

const main = async ([name]: readonly string[]): Promise<void> => {
  const settings = readSettings()
  if (settings.environment !== 'development') return fail('Tokens of demo people are for development only; set VEIL_ENVIRONMENT=development.')
  const persona = personas.find(candidate => candidate.name === name)
  if (!persona) return fail(`${name === undefined ? 'Name a persona.' : 'There is no such persona.'} These exist:\n${list()}`)
  const { envelope } = loadKeys({ mode: settings.mode, folder: settings.dataFolder })
  process.stdout.write(`${await issueDevelopmentToken(envelope, persona)}\n`)
}

await main(process.argv.slice(2)).catch((failure: unknown) => fail(failure instanceof Error ? failure.message : 'Cannot make a token.'))
