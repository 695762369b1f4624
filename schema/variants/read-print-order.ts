import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import { commandLine } from '../settings/command-line.ts'
import { isVariant, VARIANTS, type Variant } from './variants.ts'

/** A command that prints something of the graph. */
export interface PrintCommand {
  /** The script of package.json. */
  readonly script: string
  /** How its own options are written. */
  readonly usage: string
  readonly options: NonNullable<ParseArgsConfig['options']>
}

/** What it was asked for. */
export interface PrintOrder {
  /** None: the whole graph. Several: for people with several rights. */
  readonly variants: readonly Variant[]
  readonly supergraph: string
  readonly own: Readonly<Record<string, unknown>>
  /** Ends it with what is wrong and how it is used. */
  fail(problem: string): never
  write(text: string): Promise<void>
}

const variantNamed = (word: string): Variant => {
  if (!isVariant(word)) throw new Error(`There is no variant ${word}.`)
  return word
}

/** Reads the arguments, and the supergraph that they mean. */
export const readPrintOrder = async ({ script, usage: own, options }: PrintCommand): Promise<PrintOrder> => {
  const usage = `npm run ${script} -- [--variant ${VARIANTS.join('|')}]… ${own} [--from FILE] [--out FILE]`
  const fail = (problem: string): never => {
    process.stderr.write(`${problem}\n${usage}\n`)
    process.exit(1)
  }
  const asked = commandLine(usage, () => {
    const { variant, ...rest } = parseArgs({ options: { ...options, variant: { type: 'string', multiple: true, default: [] }, from: { type: 'string' }, out: { type: 'string' } } }).values
    return { ...rest, variants: variant.map(variantNamed) }
  })
  if (asked === undefined) process.exit()
  const { variants, from, out, ...values } = asked
  return {
    variants, own: values, fail,
    supergraph: await readFile(from ?? fileURLToPath(new URL('../supergraph.graphql', import.meta.url)), 'utf8').catch(() => fail(`The supergraph ${from ?? ''} cannot be read.`)),
    write: async text => void (out === undefined ? process.stdout.write(text) : await writeFile(out, text)),
  }
}
