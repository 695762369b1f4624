/** The rows that Apollo's tests expect of the subgraph under test. */

const USER = { __typename: 'User', email: 'support@apollographql.com', name: 'Jane Smith', totalProductsCreated: 1337, yearsOfEmployment: 10 }

const DEPRECATED = { __typename: 'DeprecatedProduct', sku: 'apollo-federation-v1', package: '@apollo/federation-v1', reason: 'Migrate to Federation V2', createdBy: USER }

const RESEARCH = [
  { __typename: 'ProductResearch', study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null },
  { __typename: 'ProductResearch', study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null },
]

const dimensions = { size: 'small', weight: 1, unit: 'kg' }

const PRODUCTS = [
  { id: 'apollo-federation', sku: 'federation', package: '@apollo/federation', variation: { id: 'OSS' }, dimensions, research: RESEARCH.slice(0, 1), createdBy: USER, notes: null },
  { id: 'apollo-studio', sku: 'studio', package: '', variation: { id: 'platform' }, dimensions, research: RESEARCH.slice(1), createdBy: USER, notes: null },
]

const INVENTORIES = [{ id: 'apollo-oss', deprecatedProducts: [DEPRECATED] }]

/** Tables of the subgraph under test. */
export const PRODUCTS_DATA = { products: PRODUCTS, deprecated: [DEPRECATED], research: RESEARCH, inventories: INVENTORIES, users: [USER] } as const
