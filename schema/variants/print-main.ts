import { parse, print } from 'graphql'
import { contractSupergraph } from './contract-supergraph.ts'
import { readPrintOrder } from './read-print-order.ts'
import { variantDocument, variantSource } from './variant-document.ts'
import type { Variant } from './variants.ts'

/**
 * Prints what a variant shows, for the generation of clients; with `--supergraph` the supergraph of its contract, for other routers.
 * `--variant` may be given several times, for people with several rights; without it the whole graph is printed.
 */

const printed = (sdl: string, variants: readonly Variant[], isSupergraph: boolean): string => {
  if (isSupergraph) return variants.length === 0 ? sdl : contractSupergraph(sdl, variants)
  const source = variantSource(parse(sdl, { noLocation: true }))
  return `${print(variants.length === 0 ? source.api : variantDocument(source, variants))}\n`
}

const { variants, supergraph, own, write } = await readPrintOrder({ script: 'schema:print', usage: '[--supergraph]', options: { supergraph: { type: 'boolean' } } })
await write(printed(supergraph, variants, own.supergraph === true))
