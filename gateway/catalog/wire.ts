import * as z from 'zod/mini'

/** What the pages ask of the graph, and the forms of its answers. */

export const OVERVIEW = `query CatalogOverview {
  catalog {
    modules { name entities metrics }
    entities { name type module group table description columns { name field categories { category level } } metrics { name } }
    metrics { name field entity module definition unit formula time grains isPublished across dimensions { name path } example }
  }
}`

export const ENTITY = `query CatalogEntity($name: String!) {
  catalog {
    entity(name: $name) {
      name type table identity group module description where transitions example
      columns { name field type graphqlType isNullable isKey isIdentity isReadable isBrandOnly sensitivity mask values description categories { category level } }
      fields { field graphqlType module reads description }
      joins { name on cardinality provenance description module field reverseField from { entity columnField } to { entity columnField } }
      metrics { name field definition unit time grains dimensions { name path } across example }
    }
  }
}`

const texts = z.readonly(z.array(z.string()))
const category = z.object({ category: z.string(), level: z.string() })
const dimension = z.object({ name: z.string(), path: z.nullable(z.string()) })

const metric = z.object({
  name: z.string(), field: z.string(), entity: z.string(), module: z.string(), definition: z.string(), unit: z.string(), formula: z.string(),
  time: z.nullable(z.string()), grains: texts, isPublished: z.boolean(), across: texts,
  dimensions: z.readonly(z.array(dimension)), example: z.nullable(z.string()),
})
/** A metric as its page shows it. */
export type PageMetric = z.infer<typeof metric>

const listed = z.object({
  name: z.string(), type: z.string(), module: z.string(), group: z.string(), table: z.string(), description: z.string(),
  columns: z.readonly(z.array(z.object({ name: z.string(), field: z.string(), categories: z.readonly(z.array(category)) }))),
  metrics: z.readonly(z.array(z.object({ name: z.string() }))),
})
/** An entity as lists show it. */
export type ListedEntity = z.infer<typeof listed>

const overview = z.object({
  modules: z.readonly(z.array(z.object({ name: z.string(), entities: z.number(), metrics: z.number() }))),
  entities: z.readonly(z.array(listed)), metrics: z.readonly(z.array(metric)),
})
/** What the overview and the menu are made of. */
export type Overview = z.infer<typeof overview>
export const overviewAnswer = z.object({ catalog: overview })

const column = z.object({
  name: z.string(), field: z.string(), type: z.string(), graphqlType: z.string(), isNullable: z.boolean(), isKey: z.boolean(), isIdentity: z.boolean(),
  isReadable: z.boolean(), isBrandOnly: z.boolean(), sensitivity: z.string(), mask: z.nullable(z.string()), values: texts, description: z.string(),
  categories: z.readonly(z.array(category)),
})
/** A column as its row shows it. */
export type PageColumn = z.infer<typeof column>

const end = z.object({ entity: z.string(), columnField: z.string() })
const join = z.object({
  name: z.string(), on: z.string(), cardinality: z.string(), provenance: z.string(), description: z.string(), module: z.string(),
  field: z.nullable(z.string()), reverseField: z.nullable(z.string()), from: end, to: end,
})
/** A join as its row shows it. */
export type PageJoin = z.infer<typeof join>

const writtenField = z.object({ field: z.string(), graphqlType: z.string(), module: z.string(), reads: texts, description: z.string() })
/** A field that people's code answers. */
export type PageField = z.infer<typeof writtenField>

const entity = z.object({
  name: z.string(), type: z.string(), table: z.string(), identity: z.string(), group: z.string(), module: z.string(), description: z.string(),
  where: z.nullable(z.string()), transitions: texts, example: z.nullable(z.string()),
  columns: z.readonly(z.array(column)), fields: z.readonly(z.array(writtenField)), joins: z.readonly(z.array(join)),
  metrics: z.readonly(z.array(z.object({
    name: z.string(), field: z.string(), definition: z.string(), unit: z.string(), time: z.nullable(z.string()), grains: texts,
    dimensions: z.readonly(z.array(dimension)), across: texts, example: z.nullable(z.string()),
  }))),
})
/** An entity as its page shows it. */
export type PageEntity = z.infer<typeof entity>
export const entityAnswer = z.object({ catalog: z.object({ entity: z.nullable(entity) }) })
