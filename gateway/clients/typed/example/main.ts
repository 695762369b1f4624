import { isGraphError, openGraph } from './client.ts'
import { waitingCustomers } from './waiting-customers.ts'

/** Prints who waits for an answer: `TOKEN=$(npm run -s token -- support) npx tsx gateway/clients/typed/example/main.ts`. */

const { TOKEN, GRAPH = 'http://localhost:4000/graphql' } = process.env
const graph = openGraph({ url: GRAPH, token: () => TOKEN })

try {
  for (const { ticket, subject, from } of await waitingCustomers(graph)) process.stdout.write(`#${ticket} ${subject} (${from})\n`)
} catch (cause) {
  if (!isGraphError(cause)) throw cause
  process.stderr.write(`${cause.code}: ${cause.message}\n`)
  process.exitCode = 1
}
