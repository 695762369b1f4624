import { buildASTSchema, Kind } from 'graphql'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { variantDocument, variantSource } from '../../schema/variants/variant-document.ts'
import type { Variant } from '../../schema/variants/variants.ts'

/** The composed schema as its document; it was made from one. */
export const documentOf = (schema: GraphQLSchema): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: [...schema.getDirectives(), ...Object.values(schema.getTypeMap())].flatMap(({ astNode }) => astNode ?? []),
})

/** The schema that these variants together show. */
export type SchemaOfVariants = (variants: readonly Variant[]) => GraphQLSchema

const shared = new WeakMap<GraphQLSchema, SchemaOfVariants>()

/** Builds what variants show, each combination when somebody asks for it first; there are fifteen at most, and `public`. The same for all who ask about one graph. */
export const variantSchemas = (supergraph: GraphQLSchema): SchemaOfVariants => {
  const schemas = shared.get(supergraph) ?? openVariants(supergraph)
  shared.set(supergraph, schemas)
  return schemas
}

const openVariants = (supergraph: GraphQLSchema): SchemaOfVariants => {
  let source: ReturnType<typeof variantSource> | undefined
  const known = new Map<string, GraphQLSchema>()
  return variants => {
    const key = variants.join()
    const found = known.get(key)
    if (found) return found
    source ??= variantSource(documentOf(supergraph))
    const schema = buildASTSchema(variantDocument(source, variants), { assumeValid: true, assumeValidSDL: true })
    known.set(key, schema)
    return schema
  }
}
