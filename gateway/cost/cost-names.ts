import { Kind } from 'graphql'
import type { ConstDirectiveNode, ConstValueNode, GraphQLSchema } from 'graphql'

/** What the two directives of the cost specification are called in one graph. */
export interface CostNames {
  readonly cost: string
  readonly listSize: string
}

const FEATURE = /\/cost(?:-spec)?\/v\d+\.\d+$/

const argument = ({ arguments: given = [] }: ConstDirectiveNode, name: string): ConstValueNode | undefined => given.find(candidate => candidate.name.value === name)?.value

const text = (value: ConstValueNode | undefined): string | undefined => (value?.kind === Kind.STRING ? value.value : undefined)

/** Names under which a link imports directives: as they are called, or as the import says; what is not imported has the prefix of the feature. */
const importedNames = (link: ConstDirectiveNode): ReadonlyMap<string, string> => {
  const imports = argument(link, 'import')
  return new Map((imports?.kind === Kind.LIST ? imports.values : []).flatMap((entry): readonly (readonly [string, string])[] => {
    if (entry.kind === Kind.STRING) return [[entry.value, entry.value.slice(1)]]
    if (entry.kind !== Kind.OBJECT) return []
    const member = (name: string): string | undefined => text(entry.fields.find(field => field.name.value === name)?.value)
    const name = member('name')
    return name === undefined ? [] : [[name, (member('as') ?? name).slice(1)]]
  }))
}

/** Reads how a graph calls them: composition lets every graph rename what it links. Without a link they are called as the specification does. */
export const costNames = ({ astNode }: GraphQLSchema): CostNames => {
  const link = astNode?.directives?.find(directive => directive.name.value === 'link' && FEATURE.test(text(argument(directive, 'url')) ?? ''))
  if (!link) return { cost: 'cost', listSize: 'listSize' }
  const names = importedNames(link)
  const prefix = text(argument(link, 'as')) ?? 'cost'
  return { cost: names.get('@cost') ?? prefix, listSize: names.get('@listSize') ?? `${prefix}__listSize` }
}
