import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../../../../prisma/database/project-folder.ts'
import { modules } from '../../../../schema/metadata/index.ts'
import { policies } from '../../../../schema/policy/policies.ts'
import { printClient } from '../print-client.ts'
import type { ClientOptions } from '../print-client.ts'

/** The text of a client of our own graph, as `npm run client` prints it. */
export const exampleClient = async (options: Pick<ClientOptions, 'variants' | 'only'>): Promise<string> =>
  printClient({ supergraph: await readFile(join(projectFolder, 'schema/supergraph.graphql'), 'utf8'), modules, policy: policies().current, ...options })
