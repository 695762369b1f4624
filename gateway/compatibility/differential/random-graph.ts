import { randomFrom } from '../../fixture/random-operation.ts'
import { composeGraph } from './compose-graph.ts'
import type { PlainGraph } from './plain-graph.ts'
import { resolversByRule } from './resolvers-by-rule.ts'

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@override"])'
const SUBGRAPHS = ['alpha', 'beta', 'gamma', 'delta']
const ENTITIES = ['Ant', 'Bee', 'Cat', 'Dog', 'Elk']
const SCALARS = ['String', 'Int', 'Float', 'Boolean', 'String!', 'Int!', '[String!]', '[[Int]]', 'Colour', '[Colour!]!']

const COMMON = `
enum Colour { RED GREEN BLUE }
type Size @shareable { width: Int height: Int unit: Unit }
type Unit @shareable { name: String! per: [Int!] }
`

interface Entity {
  readonly name: string
  /** Subgraphs that know it; the first has all of its keys. */
  readonly homes: readonly string[]
  /** It has a second key, of an object below, which is the only one that its last home knows. */
  readonly hasDeepKey: boolean
}

/** Lines of the fields of every type, by subgraph and type. */
type Fields = Map<string, string[]>

const knowsDeepKeyOnly = ({ homes, hasDeepKey }: Entity, home: string): boolean => hasDeepKey && homes.length > 1 && home === homes.at(-1)

/**
 * Makes a graph of two to four subgraphs out of what federations are made of: entities that several of them complete, by keys that are plain or lie below
 * an object, fields that are required, provided, shared or taken over from another, interfaces and unions with other members in each, lists of lists.
 * Every subgraph answers by one rule (`resolvers-by-rule.ts`), so what an answer should be does not depend on who gave it.
 */
export function randomGraph(seed: number): PlainGraph {
  const random = randomFrom(seed)
  const upTo = (most: number): number => Math.floor(random() * most)
  const pick = <T>(items: readonly [T, ...T[]] | readonly T[], otherwise: T): T => items[upTo(items.length)] ?? otherwise
  const names = SUBGRAPHS.slice(0, 2 + upTo(3))
  const shuffled = (items: readonly string[]): readonly string[] => items.map((item) => [random(), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item)
  const entities = ENTITIES.slice(0, 3 + upTo(3)).map((name): Entity => ({ name, homes: shuffled(names).slice(0, 2 + upTo(names.length - 1)), hasDeepKey: random() < 0.3 }))

  const fields: Fields = new Map()
  const add = (subgraph: string, type: string, line: string): void => {
    const key = `${subgraph} ${type}`
    fields.set(key, [...fields.get(key) ?? [], line])
  }
  const atHome = (subgraph: string): readonly Entity[] => entities.filter(({ homes }) => homes.includes(subgraph))

  for (const entity of entities) {
    const { name, homes } = entity
    const [first = '', ...others] = homes
    for (const home of homes) {
      add(home, name, 'label: String @shareable')
      for (let n = 0; n < 2; n++) add(home, name, `${home}${n}: ${pick(SCALARS, 'String')}`)
      const target = pick(atHome(home), entity).name
      add(home, name, `${home}One: ${target}`)
      add(home, name, `${home}Many(first: Int = 2): ${pick(['[X!]!', '[X]', '[[X]]'], '[X]').replace('X', pick(atHome(home), entity).name)}`)
      if (random() < 0.3) add(home, name, `failing${home}: ${pick(['String', 'String!', 'Int!'], 'String')}`)
      if (random() < 0.3) add(home, name, `size: Size @shareable`)
    }
    add(first, name, 'base: Int')
    add(first, name, 'box: Size @shareable')
    for (const other of others) {
      if (random() < 0.5) {
        add(other, name, 'base: Int @external')
        const alsoBox = random() < 0.5
        if (alsoBox) add(other, name, 'box: Size @external')
        add(other, name, `sum${other}: String @requires(fields: "base${alsoBox ? ' box { width unit { name } }' : ''}")`)
      }
    }
    const [second] = others
    if (second !== undefined && random() < 0.6) {
      add(first, name, 'moved: String')
      add(second, name, `moved: String @override(from: "${first}")`)
    }
    // known to one who does not own it, and handed on with the object
    const [giver] = others
    if (giver !== undefined && random() < 0.6) {
      add(first, name, 'given: String @shareable')
      add(giver, name, 'given: String @external')
      add(giver, 'Query', `gave${name}: [${name}!] @provides(fields: "given")`)
    }
  }
  const parts = names.map((subgraph) => {
    const known = atHome(subgraph)
    for (const { name } of known) {
      add(subgraph, 'Query', `${subgraph}${name}: ${name}`)
      add(subgraph, 'Query', `${subgraph}${name}s(first: Int = 3): [${name}!]!`)
    }
    if (known.length > 0) {
      add(subgraph, 'Query', `${subgraph}Labelled: [Labelled!]`)
      add(subgraph, 'Query', `${subgraph}Found: [[Found]]`)
    }
    const types = known.map((entity) => {
      const keys = knowsDeepKeyOnly(entity, subgraph) ? ['code zone { id }'] : ['id', ...entity.hasDeepKey && subgraph === entity.homes[0] ? ['code zone { id }'] : []]
      const own = keys.flatMap((key) => (key === 'id' ? ['id: ID!'] : ['code: String', 'zone: Zone']))
      return `type ${entity.name} implements Labelled ${keys.map((key) => `@key(fields: "${key}")`).join(' ')} { ${[...own, ...new Set(fields.get(`${subgraph} ${entity.name}`))].join('\n  ')} }`
    })
    const sdl = [
      LINK, COMMON, 'type Zone @shareable { id: ID! }', `type Query { ${(fields.get(`${subgraph} Query`) ?? [`${subgraph}Nothing: Int`]).join('\n  ')} }`,
      ...known.length > 0 ? ['interface Labelled { label: String }', `union Found = ${known.map(({ name }) => name).join(' | ')}`] : [], ...types,
    ].join('\n')
    return { name: subgraph, sdl, resolvers: resolversByRule(sdl) }
  })
  return composeGraph(parts)
}
