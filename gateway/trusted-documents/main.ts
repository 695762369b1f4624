import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { GraphQLError, Kind, parse } from 'graphql'
import { DatabaseError } from '../../prisma/database/database-error.ts'
import { prepareDatabase } from '../../prisma/database/prepare-database.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import { openBrands } from '../authenticate/brands.ts'
import { DEFAULT_LIMITS } from '../limits/limits.ts'
import { documentExcess } from '../plugins/use-limits.ts'
import { isClientName } from './client-of.ts'
import type { Client } from './client-of.ts'
import { importDocuments } from './import-documents.ts'
import { ManifestError } from './manifest-error.ts'
import { readManifest } from './read-manifest.ts'
import type { ListedDocument } from './read-manifest.ts'

/** `npm run trusted-documents -- import FILE`: registers the documents of a client for a brand. */

const USAGE = `Usage: npm run trusted-documents -- import FILE --brand BRAND [--client NAME [--client-version VERSION]] [--retire-others]
  FILE               a persisted query manifest of Apollo's tools, or persisted-documents.json of the client preset
  --brand            slug or id of the brand
  --client           who asks for them, as in the header apollographql-client-name; without it everybody may
  --client-version   as in the header apollographql-client-version; without it every version may
  --retire-others    takes away what this client and version had before and FILE does not list`

const OPTIONS = { brand: { type: 'string' }, client: { type: 'string' }, 'client-version': { type: 'string' }, 'retire-others': { type: 'boolean' } } as const

const fail = (message: string): never => {
  throw new ManifestError(message)
}

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch {
    return fail(USAGE)
  }
}

const clientFrom = (name = '', version = ''): Client => {
  for (const given of [name, version]) if (given !== '' && !isClientName(given)) fail('Names of clients and versions are 1 to 100 letters, digits and . _ - / @ : + without spaces.')
  if (name === '' && version !== '') fail('A version needs its client: give --client too.')
  return { name, version }
}

/** What no gateway would run is not registered; whether it fits the schema is told by running it, since schemas change. */
const checked = (documents: readonly ListedDocument[]): readonly ListedDocument[] => {
  documents.forEach(({ body }, index) => {
    const document = parse(body, { noLocation: true })
    if (documentExcess(document, DEFAULT_LIMITS)) fail(`Document ${index + 1} exceeds the limits of an operation.`)
    if (document.definitions.some(definition => definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)) fail(`Document ${index + 1} holds more than an operation and its fragments.`)
  })
  return documents
}

const read = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return fail('The file cannot be read.')
  }
}

const main = async (): Promise<void> => {
  const { values, positionals: [command, file] } = readArguments(process.argv.slice(2))
  if (command !== 'import' || file === undefined || values.brand === undefined) return fail(USAGE)
  const client = clientFrom(values.client, values['client-version'])
  const documents = checked(readManifest(await read(file)))
  const database = await prepareDatabase(readSettings())
  const brands = openBrands({ connectionFor: database.connectionFor })
  const pool = createTenantPool({ connectionString: database.connectionFor('vg_gateway'), max: 1, applicationName: 'veilgraph documents' })
  try {
    const brandId = await brands.ofName(values.brand) ?? fail('There is no live brand of this slug or id.')
    const { added, known, retired } = await importDocuments(pool, { brandId, client, retireOthers: values['retire-others'] ?? false }, documents)
    process.stdout.write(`${added} documents registered, ${known} were known, ${retired} retired.\n`)
  } finally {
    await Promise.all([pool.end(), brands.close()])
    await database.stop()
  }
}

await main().catch((failure: unknown) => {
  const isTold = failure instanceof ManifestError || failure instanceof DatabaseError
  process.stderr.write(`${isTold ? failure.message : failure instanceof GraphQLError ? 'A document cannot be read.' : 'Cannot import the documents.'}\n`)
  process.exitCode = 1
})
