import type { DocumentNode } from 'graphql'
import { variantDocument, type VariantSource } from '../variants/variant-document.ts'
import type { Variant } from '../variants/variants.ts'

const known = new WeakMap<VariantSource, Map<Variant, DocumentNode>>()

/** What a variant of a version shows, worked out once for all that compare it. */
export const shownIn = (source: VariantSource, variant: Variant): DocumentNode => {
  const documents = known.get(source) ?? new Map<Variant, DocumentNode>()
  known.set(source, documents)
  const document = documents.get(variant) ?? variantDocument(source, [variant])
  documents.set(variant, document)
  return document
}
