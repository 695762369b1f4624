import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parse, print } from 'graphql'
import { contractSupergraph } from './contract-supergraph.ts'
import { variantDocument, variantSource } from './variant-document.ts'
import { isVariant, VARIANTS, type Variant } from './variants.ts'

/**
 * Prints what a variant shows, for the generation of clients; with `--supergraph` the supergraph of its contract, for other routers.
 * `--variant` may be given several times, for people with several rights; without it the whole graph is printed.
 */

const USAGE = `npm run schema:print -- [--variant ${VARIANTS.join('|')}]… [--supergraph] [--from FILE] [--out FILE]`

const fail = (problem: string): never => {
  process.stderr.write(`${problem}\n${USAGE}\n`)
  process.exit(1)
}

const options = () => {
  try {
    return parseArgs({ options: {
      variant: { type: 'string', multiple: true, default: [] }, supergraph: { type: 'boolean', default: false }, from: { type: 'string' }, out: { type: 'string' },
    } }).values
  } catch {
    return fail('An option is not known.')
  }
}

const printed = (sdl: string, variants: readonly Variant[], isSupergraph: boolean): string => {
  if (isSupergraph) return variants.length === 0 ? sdl : contractSupergraph(sdl, variants)
  const source = variantSource(parse(sdl, { noLocation: true }))
  return `${print(variants.length === 0 ? source.api : variantDocument(source, variants))}\n`
}

const { variant, supergraph, from, out } = options()
const variants = variant.map(word => (isVariant(word) ? word : fail(`There is no variant ${word}.`)))
const sdl = await readFile(from ?? fileURLToPath(new URL('../supergraph.graphql', import.meta.url)), 'utf8').catch(() => fail(`The supergraph ${from ?? ''} cannot be read.`))
const text = printed(sdl, variants, supergraph)
if (out === undefined) process.stdout.write(text)
else await writeFile(out, text)
