/** The Postgres way to write a GraphQL name: `ServiceAccountKey` is `service_account_key`. */
export const snakeCase = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
