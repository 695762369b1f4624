import { runTurn } from './run-turn.ts'
import { turnSchema } from './turn.ts'

/** The process that makes the load, so that neither the servers nor the clock of the benchmark share a thread with it. */
process.on('message', (message) => {
  runTurn(turnSchema.parse(message)).then((result) => process.send?.(result), (failure: unknown) => {
    process.stderr.write(`${failure instanceof Error ? failure.message : 'The load failed.'}\n`)
    process.exit(1)
  })
})
process.on('disconnect', () => process.exit())
