import type { GraphQLSchema } from 'graphql'
import { z } from 'zod'
import type { Catalog, CatalogEntity, CatalogJoin, CatalogMetric } from '../../schema/catalog/catalog-model.ts'
import { readCatalog } from '../../schema/catalog/read-catalog.ts'
import { viewOf } from '../../schema/catalog/schema-view.ts'
import { searchEntities, searchMetrics } from '../../schema/catalog/search-catalog.ts'
import { shownCatalog } from '../../schema/catalog/shown-catalog.ts'
import { modules } from '../../schema/metadata/index.ts'
import { PII_CATEGORIES } from '../../schema/model.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { variantsOfPrincipal } from '../../schema/variants/variants-of-principal.ts'
import { refuse } from '../refusal.ts'
import { documentOf, variantSchemas } from '../variants/variant-schemas.ts'

const MOST_TEXT = 200
const text = z.string().max(MOST_TEXT).nullish()
const entityQuestion = z.object({ search: text, group: text, module: text, category: z.enum(PII_CATEGORIES).nullish() })
const nameQuestion = z.object({ name: z.string().max(MOST_TEXT) })
const joinQuestion = z.object({ entity: text })
const metricQuestion = z.object({ search: text, module: text })

/** What a resolver without resolvers needs: values, and functions of the arguments. */
export interface AnsweredCatalog extends Pick<Catalog, 'modules'> {
  entities(args: unknown): readonly CatalogEntity[]
  entity(args: unknown): CatalogEntity | null
  joins(args: unknown): readonly CatalogJoin[]
  metrics(args: unknown): readonly CatalogMetric[]
}

const asked = <Question>(shape: z.ZodType<Question>, args: unknown): Question => {
  const { success, data } = shape.safeParse(args)
  if (!success) throw refuse('BAD_USER_INPUT')
  return data
}

const answered = ({ modules: shown, entities, joins, metrics }: Catalog): AnsweredCatalog => {
  const byName = new Map(entities.flatMap(entity => [[entity.name, entity], [entity.type, entity]] as const))
  return {
    modules: shown,
    entities(args) {
      const { search, group, module, category } = asked(entityQuestion, args)
      return searchEntities(entities, { text: search ?? undefined, group: group ?? undefined, module: module ?? undefined, category: category ?? undefined })
    },
    entity: args => byName.get(asked(nameQuestion, args).name) ?? null,
    joins(args) {
      const { entity } = asked(joinQuestion, args)
      return entity == null ? joins : byName.get(entity)?.joins ?? []
    },
    metrics(args) {
      const { search, module } = asked(metricQuestion, args)
      return searchMetrics(metrics, { text: search ?? undefined, module: module ?? undefined })
    },
  }
}

/** The catalog of a graph, for each of its callers: what their variants of the schema show. Made when somebody asks first, then kept for each combination of variants. */
export const callerCatalog = (composed: GraphQLSchema): (principal: Principal) => AnsweredCatalog => {
  const schemaOf = variantSchemas(composed)
  const known = new WeakMap<GraphQLSchema, AnsweredCatalog>()
  let whole: Catalog | undefined
  return principal => {
    const schema = schemaOf(variantsOfPrincipal(principal))
    const found = known.get(schema)
    if (found) return found
    whole ??= readCatalog(modules, documentOf(composed))
    const catalog = answered(shownCatalog(whole, viewOf(schema)))
    known.set(schema, catalog)
    return catalog
  }
}
