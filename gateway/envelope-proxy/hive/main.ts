import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { openHive } from './open-hive.ts'

/**
 * Starts the gateway of another vendor in front of a running envelope proxy, for people who want to try:
 *   npm run start:distributed; npm run envelope-proxy; node gateway/prepare.mjs gateway/envelope-proxy/hive/main.ts
 */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { proxy: { type: 'string', default: 'http://127.0.0.1:4100' }, folder: { type: 'string', default: join(tmpdir(), 'veilgraph-hive') } },
  })
  const say = (line: string): void => { process.stdout.write(`${line}\n`) }
  const supergraphSdl = readFileSync(join(projectFolder, 'schema', 'supergraph.graphql'), 'utf8')
  const hive = await openHive({ folder: values.folder, supergraphSdl, proxyUrl: values.proxy, say })
  say(`the other gateway answers at ${hive.url}/graphql`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void hive.stop().then(() => process.exit(0)))
}

await main().catch((failure: unknown) => {
  process.stderr.write(`Cannot start: ${failure instanceof Error ? failure.message : 'unknown reason'}\n`)
  process.exit(1)
})
