import { isObjectType } from 'graphql'
import type { GraphQLNamedType } from 'graphql'
import { TypeDocumentation as Original } from 'veil-original/type-documentation'
import { CatalogLink } from './catalog-link.tsx'

/** The documentation of a type, with its place in the catalog. */
export const TypeDocumentation = ({ type }: { readonly type: GraphQLNamedType }) => <>{isObjectType(type) && <CatalogLink type={type} />}<Original type={type} /></>
