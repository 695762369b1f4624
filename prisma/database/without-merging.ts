import { flattenKey } from './flatten-key.ts'
import { replaceMethods } from './replace-methods.ts'

/**
 * Prisma merges the `findUnique` calls of one tick into one statement, whoever made them, and runs it for the first
 * caller: one tenant receives rows of another. `findFirst` is never merged, so each model answers with that.
 * A wrapper and not a client extension: inside a transaction an extension would leave the transaction.
 */
export function withoutMerging<T extends object>(client: T): T {
  return new Proxy(client, {
    get(models, name) {
      const model: unknown = Reflect.get(models, name)
      return typeof model === 'object' && model !== null && 'findFirst' in model ? readingFirst(model) : model
    },
  })
}

function readingFirst<T extends object>(model: T): T {
  return replaceMethods(model, {
    findUnique: (args: unknown) => call(model, 'findFirst', flattenKey(args)),
    findUniqueOrThrow: (args: unknown) => call(model, 'findFirstOrThrow', flattenKey(args)),
  })
}

function call(model: object, method: string, args: unknown): unknown {
  const implementation: unknown = Reflect.get(model, method)
  if (typeof implementation !== 'function') throw new TypeError(`A Prisma model has no ${method}.`)
  return implementation.call(model, args)
}
