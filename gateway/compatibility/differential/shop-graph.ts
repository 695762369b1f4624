import { GraphQLError } from 'graphql'
import { composeGraph } from './compose-graph.ts'
import type { PlainResolvers } from './compose-graph.ts'
import type { PlainGraph } from './plain-graph.ts'

const link = '@link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@override", "@interfaceObject", "@inaccessible", "@tag"])'

const CATALOG = `extend schema ${link}
type Query {
  product(id: ID!, locale: Locale = EN): Product
  products(first: Int = 3, filter: ProductFilter = { minimum: 1 }): [Product!]!
  media: [Media!]!
  found(text: String!): [Found]
  grid: [[Product!]]
  broken: String
  brokenList: [Product!]
  strict: Strict
}
type Mutation { rename(id: ID!, name: String!): Product count(by: Int! = 1): Int! fail: Int }
enum Locale { EN DE }
input ProductFilter { minimum: Int = 0 locale: Locale names: [String!] }
interface Media @key(fields: "id") { id: ID! title: String! owner: User }
type Book implements Media @key(fields: "id") { id: ID! title: String! owner: User pages: Int }
type Film implements Media @key(fields: "id") { id: ID! title: String! owner: User minutes: Int cast: [User!]! }
union Found = Product | Book | User
type Strict { sure: String! nested: Strict! }
type Product @key(fields: "id") @key(fields: "sku variation { id }") {
  id: ID! sku: String variation: Variation name(locale: Locale = EN, upper: Boolean = false): String price: Float locale: Locale
  size: Size @shareable owner: User @provides(fields: "nick") related(first: Int = 2): [Product!]! failing: String secret: String @inaccessible
}
type Variation { id: ID! label: String }
type Size @shareable { width: Int height: Int }
type User @key(fields: "email") { email: ID! nick: String @external name: String @override(from: "users") bought: [Product!]! }
`

const USERS = `extend schema ${link}
type Query { user(email: ID!): User users: [User!]! me: User }
type User @key(fields: "email") { email: ID! name: String nick: String @shareable years: Int! friends: [User!]! broken: String never: String! }
`

const STOCK = `extend schema ${link}
type Query { warehouse: Warehouse! }
type Warehouse { name: String! stocked: [Product!]! }
type Product @key(fields: "id") { id: ID! price: Float @external size: Size @external delivery(zip: String = "1"): Delivery @requires(fields: "price size { width }") count: Int! }
type Size @shareable { width: Int height: Int }
type Delivery { cost: Float! days: Int }
type Media @interfaceObject @key(fields: "id") { id: ID! shelf: String }
`

const product = (n: number): Record<string, unknown> => ({
  __typename: 'Product', id: `p${n}`, sku: `s${n}`, variation: { id: `v${n}`, label: n % 2 ? null : 'V' }, price: n === 2 ? null : n * 1.5, locale: n % 2 ? 'DE' : 'EN', size: n === 3 ? null : { width: n, height: n * 2 }, secret: 'x',
  name: ({ locale, upper }: { locale: string; upper: boolean }) => (upper ? `NAME ${n} ${locale}` : `Name ${n} ${locale}`),
  owner: () => ({ __typename: 'User', email: `u${n % 3}@x.example`, nick: `nick${n % 3}`, name: `User ${n % 3}` }),
  related: ({ first }: { first: number }) => [1, 2, 3].slice(0, first).map((step) => products[(n + step) % 5]),
  failing: () => { throw new GraphQLError(`Product p${n} fails`, { extensions: { code: 'OUT_OF_ORDER', detail: { n } } }) },
})
const products: readonly Record<string, unknown>[] = [0, 1, 2, 3, 4].map(product)
const user = (n: number): Record<string, unknown> => ({
  __typename: 'User', email: `u${n}@x.example`, name: `User ${n}`, nick: `nick${n}`, years: n + 1, friends: () => [users[(n + 1) % 3]],
  broken: () => { throw new Error(`user ${n}`) }, never: n === 1 ? null : 'always', bought: () => [products[n], products[n + 1]],
})
const users: readonly Record<string, unknown>[] = [0, 1, 2].map(user)
const media = [{ __typename: 'Book', id: 'm0', title: 'A book', pages: 3, owner: users[0] }, { __typename: 'Film', id: 'm1', title: 'A film', minutes: 90, owner: null, cast: [users[1], users[2]] }]
const byId = (rows: readonly Record<string, unknown>[], id: unknown) => rows.find((row) => row['id'] === id)
const typed = { __resolveType: ({ __typename }: { __typename: string }) => __typename }
let counted = 0

const catalog: PlainResolvers = {
  Query: {
    product: (_: unknown, { id }: { id: string }) => byId(products, id), products: (_: unknown, { first, filter }: { first: number; filter: { minimum: number } }) => products.slice(filter.minimum, filter.minimum + first),
    media: () => media, found: () => [products[0], media[0], null, users[1]], grid: () => [[products[0], products[1]], null, []],
    broken: () => { throw new GraphQLError('Broken', { extensions: { code: 'BROKEN', http: { status: 418 } } }) }, brokenList: () => [products[0], null], strict: () => ({ sure: 'yes', nested: { sure: null } }),
  },
  Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...byId(products, id), name }), count: (_: unknown, { by }: { by: number }) => (counted = by === 0 ? 0 : counted + by), fail: () => { throw new Error('no') } },
  Product: { __resolveReference: ({ id, sku }: { id?: string; sku?: string }) => products.find((row) => row['id'] === id || row['sku'] === sku) },
  User: { __resolveReference: ({ email }: { email: string }) => users.find((row) => row['email'] === email) },
  Book: { __resolveReference: ({ id }: { id: string }) => byId(media, id) }, Film: { __resolveReference: ({ id }: { id: string }) => byId(media, id) }, Media: { ...typed, __resolveReference: ({ id }: { id: string }) => byId(media, id) }, Found: typed,
}
const people: PlainResolvers = {
  Query: { user: (_: unknown, { email }: { email: string }) => users.find((row) => row['email'] === email), users: () => users, me: () => null },
  User: { __resolveReference: ({ email }: { email: string }) => users.find((row) => row['email'] === email) },
}
const stock: PlainResolvers = {
  Query: { warehouse: () => ({ name: 'North', stocked: products.slice(1, 4).map((row) => ({ id: row['id'] })) }) },
  Product: { __resolveReference: (known: object) => known, count: ({ id }: { id: string }) => id.length, delivery: ({ price, size }: { price: number | null; size: { width: number } | null }, { zip }: { zip: string }) => (price === null ? null : { cost: price + (size?.width ?? 0), days: zip.length }) },
  Media: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Media', id }), shelf: ({ id }: { id: string }) => `shelf ${id}` },
}

/** Three subgraphs with everything that a federation has: interfaces, unions, keys in keys, `@requires`, `@provides`, `@override`, `@interfaceObject`, defaults, failures. */
export function shopGraph(): PlainGraph {
  return composeGraph([{ name: 'catalog', sdl: CATALOG, resolvers: catalog }, { name: 'users', sdl: USERS, resolvers: people }, { name: 'stock', sdl: STOCK, resolvers: stock }])
}
