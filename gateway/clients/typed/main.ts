import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { modules } from '../../../schema/metadata/index.ts'
import { policies } from '../../../schema/policy/policies.ts'
import { isVariant, VARIANTS } from '../../../schema/variants/variants.ts'
import { printClient, UnknownEntityError } from './print-client.ts'

/** `npm run client`: a typed client of one file. `--variant` may be given several times, for people with several rights. */

const USAGE = `npm run client -- [--variant ${VARIANTS.join('|')}]… [--only Type,Type] [--from FILE] [--out FILE]`

const fail = (problem: string): never => {
  process.stderr.write(`${problem}\n${USAGE}\n`)
  process.exit(1)
}

const options = () => {
  try {
    return parseArgs({ options: {
      variant: { type: 'string', multiple: true, default: [] }, only: { type: 'string' }, from: { type: 'string' }, out: { type: 'string' },
    } }).values
  } catch {
    return fail('An option is not known.')
  }
}

const { variant, only, from, out } = options()
const variants = variant.map(word => (isVariant(word) ? word : fail(`There is no variant ${word}.`)))
const supergraph = await readFile(from ?? fileURLToPath(new URL('../../../schema/supergraph.graphql', import.meta.url)), 'utf8').catch(() => fail(`The supergraph ${from ?? ''} cannot be read.`))
const text = await printClient({ supergraph, modules, policy: policies().current, variants, ...only !== undefined && { only: only.split(',') } })
  .catch((failure: unknown) => (failure instanceof UnknownEntityError ? fail(failure.message) : Promise.reject(failure)))
if (out === undefined) process.stdout.write(text)
else await writeFile(out, text)
