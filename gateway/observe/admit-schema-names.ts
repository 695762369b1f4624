import { isInterfaceType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { admitLabelValues } from '../../schema/observe/label-values.ts'

/** Lets labels name the subgraphs and the coordinates of the graph that is served. */
export const admitSchemaNames = ({ schema, subgraphs }: { readonly schema: GraphQLSchema, readonly subgraphs: readonly { readonly name: string }[] }): void => {
  admitLabelValues('subgraph', subgraphs.map(({ name }) => name))
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type)) admitLabelValues('coordinate', Object.keys(type.getFields()).map(field => `${type.name}.${field}`))
  }
}
