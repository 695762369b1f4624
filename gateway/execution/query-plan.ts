import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway'

/** What the planner of the library made of an operation. */
export type QueryPlan = Parameters<Experimental_DidResolveQueryPlanCallback>[0]['queryPlan']

/** Any step of a plan, those that we do not run included. */
export type PlanNode = NonNullable<QueryPlan['node']>

/** One request to one subgraph. */
export type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>

/** Names of fields from the root of the answer; `@` stands for every item of a list. */
export type PlanPath = Extract<PlanNode, { kind: 'Flatten' }>['path']

/** What of an entity its subgraph must be told. */
export type Requirement = NonNullable<FetchNode['requires']>[number]

/** A change to data on its way to or from a subgraph. */
export type Rewrite = NonNullable<FetchNode['outputRewrites']>[number]
