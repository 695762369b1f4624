import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { adapterFactory } from './adapter-factory.mjs'
import { createDatabase } from './databases.mjs'
import { loadEngine, panicMessage } from './load-engine.mjs'
import { offlineFactory } from './offline-factory.mjs'

const FAILED = 4466
const PANICKED = 4467

/** Answers JSON-RPC requests, one a line, one after the other, until standard input ends. */
export function serve(request) {
  const engine = lazyEngine(request)
  let current
  let queue = Promise.resolve()

  async function handle(message) {
    current = message.id
    try {
      send({ id: message.id, result: await answer(message, request, engine) })
    } catch (error) {
      send({ id: message.id, error: describe(error) })
    }
  }

  // A panic of the engine arrives as an exception that nobody can catch.
  process.on('uncaughtException', (error) => {
    const message = panicMessage() || String(error)
    send({ id: current, error: { code: PANICKED, message, data: { is_panic: true, message } } })
    process.exit(101)
  })

  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })
  lines.on('line', (line) => {
    const message = line.trim() === '' ? {} : JSON.parse(line)
    if (message.method) queue = queue.then(() => handle(message))
  })
  lines.on('close', () => queue.then(() => process.exit(0)))
}

/** The engine is opened by the first request, because only that says whether a database is needed. */
function lazyEngine(request) {
  let engine
  return (needsDatabase) => {
    engine ??= openEngine(request, needsDatabase)
    return engine
  }
}

async function openEngine(request, needsDatabase) {
  const SchemaEngine = await loadEngine()
  const datamodels = request.schemaFiles.map((path) => [path, readFileSync(path, 'utf8')])
  return SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => {},
    needsDatabase ? adapterFactory(request) : offlineFactory(),
  )
}

async function answer({ method, params }, request, engine) {
  if (method === 'createDatabase') return createDatabase(params.datasource.url ?? request.url)
  const opened = await engine(needsDatabase(method, params))
  const result = await (method === 'getDatabaseVersion' ? opened.version(params) : opened[method](params))
  if (method === 'diff') print(result, params)
  return result ?? null
}

function needsDatabase(method, params) {
  return method !== 'diff' || ![params.from, params.to].every(({ tag }) => tag === 'empty' || tag === 'schemaDatamodel')
}

/** The native engine prints the script of a comparison itself, by a request in the other direction. */
function print(result, { outputToStdout }) {
  if (result?.stdout == null || outputToStdout) return
  send({ id: 'print-1', method: 'print', params: { content: result.stdout.replace(/\n$/, '') } })
}

function describe(error) {
  const panic = panicMessage()
  const data = { is_panic: panic !== '', message: panic || error.message || String(error), error_code: error.code ?? error.error_code, meta: error.meta ?? null }
  return { code: FAILED, message: 'The request failed; see data.', data }
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}
