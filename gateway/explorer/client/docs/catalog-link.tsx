import { useGraphiQL } from '@graphiql/react'
import type { GraphQLObjectType } from 'graphql'
import { PATHS } from '../../paths.ts'

/** Leads to an entity in the catalog; nothing for a type that is none, which is one without lists of its own. */
export const CatalogLink = ({ type: { name }, field }: { readonly type: GraphQLObjectType, readonly field?: string }) => {
  const isEntity = useGraphiQL(state => state.schema)?.getType(`${name}Connection`) !== undefined
  if (!isEntity) return null
  return <p className="veil-catalog-link"><a href={`${PATHS.catalog}/${name}${field === undefined ? '' : `#${field}`}`}>{field === undefined ? name : `${name}.${field}`} in the catalog</a></p>
}
