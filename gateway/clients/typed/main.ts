import { modules } from '../../../schema/metadata/index.ts'
import { policies } from '../../../schema/policy/policies.ts'
import { readPrintOrder } from '../../../schema/variants/read-print-order.ts'
import { printClient, UnknownEntityError } from './print-client.ts'

/** `npm run client`: a typed client of one file. `--variant` may be given several times, for people with several rights. */

const { variants, supergraph, own: { only }, fail, write } = await readPrintOrder({ script: 'client', usage: '[--only Type,Type]', options: { only: { type: 'string' } } })
await write(await printClient({ supergraph, modules, policy: policies().current, variants, ...typeof only === 'string' && { only: only.split(',') } })
  .catch((failure: unknown) => (failure instanceof UnknownEntityError ? fail(failure.message) : Promise.reject(failure))))
