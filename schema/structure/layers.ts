import type { Import } from './read-imports.ts'

/** A part of the house and the parts it may ask for something; the first rule whose `part` matches a file is the file's. */
export interface Layer {
  readonly part: RegExp
  readonly may: readonly RegExp[]
}

// Code that only tests run: their files, their fixtures and their harnesses.
const tests = /\.test\.tsx?$|\/testing\/|^prisma\/migrations\//
const schema = /^schema\//
const database = /^prisma\/database\//
const engine = /^subgraphs\/engine\//

/** Imports go one way. Files that are no listed exception may always import their own folder. */
export const LAYERS: readonly Layer[] = [
  { part: /^schema\//, may: [schema] },
  { part: /^prisma\/database\//, may: [schema, database, /^prisma\/client\//] },
  { part: /^prisma\/generator\//, may: [schema, /^prisma\/generator\//, database] },
  // the demo world publishes its figures as every world does
  { part: /^prisma\/seed\/seed\.ts$/, may: [schema, database, /^prisma\/seed\//, /^subgraphs\/engine\/cube\//] },
  { part: /^prisma\/seed\//, may: [schema, database, /^prisma\/seed\//] },
  { part: /^subgraphs\/engine\//, may: [schema, database, engine] },
  { part: /^subgraphs\/(serve|print-schema|print-docs|publish-metrics|registry)\.ts$/, may: [schema, database, /^subgraphs\//] },
  { part: /^gateway\/quickstart\.ts$/, may: [schema, database, /^gateway\//, /^prisma\/seed\//, /^subgraphs\/serve\.ts$/] },
  { part: /^gateway\/main\.ts$/, may: [schema, database, /^gateway\//, /^prisma\/seed\/seed-error\.ts$/] },
  // what the end-to-end tests share opens the whole graph
  { part: /^gateway\/e2e\//, may: [schema, database, /^gateway\//, /^prisma\/seed\/(personas|world\/brands)\.ts$/, /^subgraphs\/serve\.ts$/] },
  // a graph of somebody else's, by our engine and our door
  { part: /^gateway\/compatibility\//, may: [schema, database, /^gateway\//, engine] },
  // proofs open the whole graph, on demo data of their own
  { part: /^gateway\/(privacy|hostile)\//, may: [schema, database, /^gateway\//, /^prisma\/seed\//, /^subgraphs\/serve\.ts$/] },
  { part: /^gateway\//, may: [schema, database, /^gateway\//, /^prisma\/seed\/personas\.ts$/] },
  { part: /^bench\//, may: [schema, database, /^bench\//, /^gateway\//, /^prisma\/seed\//, /^subgraphs\/serve\.ts$/] },
]

/** Imports that go the wrong way. Tests may look at everything below them and at the database of the tests. */
export function wrongWay(imports: readonly Import[]): readonly Import[] {
  return imports.filter((one) => !tests.test(one.from) && !isAllowed(one))
}

function isAllowed({ from, to }: Import): boolean {
  const [, module] = /^subgraphs\/([a-z_]+)\//.exec(from) ?? []
  if (module !== undefined && module !== 'engine') return [schema, engine, new RegExp(`^subgraphs/${module}/`)].some((part) => part.test(to))
  return LAYERS.find(({ part }) => part.test(from))?.may.some((part) => part.test(to)) ?? false
}
