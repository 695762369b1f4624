// Parts of the documentation panel that ours stand around; the build finds them in the package (`own-documentation.ts`).
declare module 'veil-original/field-link' {
  import type { DocExplorerFieldDef } from '@graphiql/plugin-doc-explorer'
  import type { FC } from 'react'
  export const FieldLink: FC<{ readonly field: DocExplorerFieldDef }>
}
declare module 'veil-original/field-documentation' {
  import type { DocExplorerFieldDef } from '@graphiql/plugin-doc-explorer'
  import type { FC } from 'react'
  export const FieldDocumentation: FC<{ readonly field: DocExplorerFieldDef }>
}
declare module 'veil-original/type-documentation' {
  import type { GraphQLNamedType } from 'graphql'
  import type { FC } from 'react'
  export const TypeDocumentation: FC<{ readonly type: GraphQLNamedType }>
}
