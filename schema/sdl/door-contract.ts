import { modules } from '../metadata/index.ts'
import { BRAND_CLEARANCES } from '../policy/roles.ts'
import type { CommandRights } from '../variants/command-rights.ts'
import { tagContract } from '../variants/tag-contract.ts'
import { acrossPart } from './door/across-part.ts'
import { catalogPart } from './door/catalog-part.ts'
import type { DoorPart } from './door/door-part.ts'
import { EXPORT_RIGHTS, exportPart } from './door/export-part.ts'
import { planPart } from './door/plan-part.ts'
import { prelude } from './prelude.ts'

/** Name of the gateway's own subgraph, which answers about operations, about the model, and about figures that several modules know parts of. */
export const DOOR = 'door'

/** Where other routers find it: the envelope proxy serves it in front of the other subgraphs. The gateway itself answers in process. */
export const DOOR_URL = 'http://envelope-proxy:4100/door'

const PARTS: readonly DoorPart[] = [planPart, catalogPart, acrossPart, exportPart]

const rootType = (name: string, description: string, fields: readonly string[]): string =>
  (fields.length === 0 ? '' : `"""${description}"""\ntype ${name} {\n${fields.join('\n')}\n}\n\n`)

const MUTATIONS = PARTS.flatMap(({ mutations }) => mutations ?? [])

/** The part that people wrote; it is made of names of the schema and of the policy, and reads nothing by itself. */
export const DOOR_SDL = `${rootType('Query', 'Where every read begins.', PARTS.map(({ queries }) => queries))}${rootType('Mutation', 'Where every change begins.', MUTATIONS)}${PARTS.map(({ types }) => types).filter(types => types !== '').join('\n\n')}\n`

/** Asks for no permission that others could hold: it is for staff of the brand, and for whoever runs it. */
const OF_STAFF: CommandRights = { name: 'schemaUsage', permissions: [], clearances: BRAND_CLEARANCES, isAnonymous: false, isOwn: true, places: [] }

let contract: string | undefined

/** The whole contract of the gateway's own subgraph. */
export const doorContract = (): string => contract ??= tagContract(`# What would an operation show, and to whom?\n# Generated; do not edit.\n\n${DOOR_SDL}\n# Shared by all subgraphs.\n${prelude}`, { modules, commands: [OF_STAFF, ...EXPORT_RIGHTS] })
