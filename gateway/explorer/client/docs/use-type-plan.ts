import { useGraphiQL } from '@graphiql/react'
import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { useEffect, useState } from 'react'
import { useAskerNow } from '../asker-context.ts'
import type { Asker } from '../graph/ask-graph.ts'
import { privacyPlan } from '../graph/privacy-plan.ts'
import type { PlanEntry } from '../graph/privacy-plan.ts'
import { operationFor } from './way-to-type.ts'

type ByCoordinate = ReadonlyMap<string, PlanEntry>

const plans = new WeakMap<GraphQLSchema, Map<string, Promise<ByCoordinate>>>()
const NOTHING: ByCoordinate = new Map()

const ask = async (asker: Asker, schema: GraphQLSchema, type: GraphQLObjectType): Promise<ByCoordinate> => {
  const operation = operationFor(schema, type)
  if (operation === undefined) return NOTHING
  const { entries } = await privacyPlan(asker, { query: operation })
  return new Map(entries.filter(({ use }) => use === 'SELECT').map(entry => [entry.coordinate, entry]))
}

/** One question for a type, however many of its fields are shown. Every reading of the schema asks anew. */
const planOf = (asker: Asker, schema: GraphQLSchema, type: GraphQLObjectType): Promise<ByCoordinate> => {
  const ofSchema = plans.get(schema) ?? new Map<string, Promise<ByCoordinate>>()
  plans.set(schema, ofSchema)
  const key = JSON.stringify([asker.persona, asker.purpose, type.name])
  const found = ofSchema.get(key) ?? ask(asker, schema, type)
  ofSchema.set(key, found)
  found.catch(() => ofSchema.delete(key))
  return found
}

/** What the policy gives whoever asks now of a type's sensitive fields, by coordinate; nothing until it is known, and where the gateway does not say. */
export const useTypePlan = (type: GraphQLObjectType | undefined): ByCoordinate => {
  const schema = useGraphiQL(state => state.schema)
  const asker = useAskerNow()
  const [plan, setPlan] = useState(NOTHING)
  useEffect(() => {
    let isCurrent = true
    setPlan(NOTHING)
    if (schema && type) planOf(asker, schema, type).then(found => isCurrent && setPlan(found), () => undefined)
    return () => {
      isCurrent = false
    }
  }, [schema, type, asker.persona, asker.purpose])
  return plan
}
