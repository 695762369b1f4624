import { isRecord } from '../../schema/is-record.ts'
import type { References, Resolvers } from '../../subgraphs/engine/resolvers.ts'
import { PRODUCTS_DATA } from './products-data.ts'

const { products, deprecated, research, inventories, users } = PRODUCTS_DATA

/** The two root fields. */
export const resolvers: Resolvers = {
  Query: {
    product: (_, { id }) => products.find((product) => product.id === id),
    deprecatedProduct: (_, { sku, package: of }) => deprecated.find((product) => product.sku === sku && product.package === of),
  },
}

/** Entities by each of their keys, and what is worked out from what other subgraphs know of them. */
export const references: References = {
  Product: ({ id, sku, package: of, variation }) => products.find((product) =>
    product.id === id || (product.sku === sku && (product.package === of || (isRecord(variation) && product.variation.id === variation['id'])))),
  DeprecatedProduct: ({ sku, package: of }) => deprecated.find((product) => product.sku === sku && product.package === of),
  ProductResearch: ({ study }) => research.find((one) => isRecord(study) && one.study.caseNumber === study['caseNumber']),
  Inventory: ({ id }) => inventories.find((inventory) => inventory.id === id),
  User: ({ email, totalProductsCreated, yearsOfEmployment }) => {
    const user = users.find((one) => one.email === email)
    return user && { ...user, averageProductsCreatedPerYear: Math.round(Number(totalProductsCreated) / Number(yearsOfEmployment)) || null }
  },
}
