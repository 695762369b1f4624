import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readSettings } from '../../prisma/database/settings.ts'
import { takesNoArguments } from '../../schema/settings/no-arguments.ts'
import { compatibilityTable } from './compatibility-table.ts'
import { installTests } from './install-tests.ts'
import { runJest } from './run-jest.ts'
import { serveProducts } from './serve-products.ts'
import { serveRouter, shippedSubgraphs } from './serve-router.ts'

/** `npm run compatibility`: Apollo's subgraph compatibility tests, with our engine as the subgraph and our gateway as the router. Ends with 1 where a test fails. */

const FEWEST_TESTS = 23
const PATIENCE_MS = 30_000
/** The ports that the tests expect. */
const PRODUCTS_PORT = 4001
const ROUTER_PORT = 4000

async function main(): Promise<number> {
  const folder = join(readSettings().dataFolder, 'compatibility')
  process.stderr.write('installing the tests …\n')
  const tests = await installTests(folder)
  const sdl = readFileSync(join(tests, 'products.graphql'), 'utf8')
  const shipped = shippedSubgraphs(tests)
  const products = await serveProducts(sdl, { port: PRODUCTS_PORT })
  const children = shipped.map(({ name }) => spawn(process.execPath, ['index.js'], { cwd: join(tests, 'dist', 'subgraphs', name), stdio: 'ignore' }))
  const productsUrl = `http://localhost:${PRODUCTS_PORT}/graphql`
  try {
    await Promise.all(shipped.map(({ url }) => untilThere(url)))
    const router = await serveRouter([...shipped, { name: 'products', url: productsUrl, sdl }], { port: ROUTER_PORT })
    const results = await runJest(tests, folder, { productsUrl }).finally(() => router.stop())
    process.stdout.write(compatibilityTable(results))
    return results.length >= FEWEST_TESTS && results.every(({ isPassed }) => isPassed) ? 0 : 1
  } finally {
    await products.stop()
    for (const child of children) child.kill()
  }
}

async function untilThere(url: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  const ask = () => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' }).then(({ ok }) => ok, () => false)
  while (!await ask()) {
    if (performance.now() > end) throw new Error(`Nothing answers at ${url}.`)
    await sleep(100)
  }
}

const failed = (failure: unknown): number => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The tests could not be run.'}\n`)
  return 1
}

if (takesNoArguments('compatibility', "runs Apollo's subgraph compatibility tests")) process.exitCode = await main().catch(failed)
