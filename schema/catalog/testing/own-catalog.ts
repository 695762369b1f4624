import { readFileSync } from 'node:fs'
import { buildASTSchema, parse, type DocumentNode, type GraphQLSchema } from 'graphql'
import { modules } from '../../metadata/index.ts'
import { variantDocument, variantSource } from '../../variants/variant-document.ts'
import type { Variant } from '../../variants/variants.ts'
import type { Catalog } from '../catalog-model.ts'
import { readCatalog } from '../read-catalog.ts'

let document: DocumentNode | undefined

/** The committed supergraph, parsed once. */
export const ownSupergraph = (): DocumentNode => document ??= parse(readFileSync(new URL('../../supergraph.graphql', import.meta.url), 'utf8'), { noLocation: true })

let whole: Catalog | undefined

/** The catalog of our own graph, nothing hidden. */
export const ownCatalog = (): Catalog => whole ??= readCatalog(modules, ownSupergraph())

let source: ReturnType<typeof variantSource> | undefined

/** What these variants show of it. */
export const schemaOf = (variants: readonly Variant[]): GraphQLSchema => {
  source ??= variantSource(ownSupergraph())
  return buildASTSchema(variantDocument(source, variants), { assumeValid: true, assumeValidSDL: true })
}
