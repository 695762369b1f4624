#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine where that cannot be downloaded: the CLI starts this file instead,
 * and it answers over the WebAssembly build of the same engine, which comes with npm.
 * Plain JavaScript, because the CLI runs it as a program of its own.
 */
import { readArguments } from './schema-engine/read-arguments.mjs'
import { runDatabaseCommand } from './schema-engine/run-database-command.mjs'
import { serve } from './schema-engine/serve.mjs'
import { engineVersion } from './schema-engine/engine-version.mjs'

const request = readArguments(process.argv.slice(2))
if (request.version) console.log(`schema-engine-cli ${engineVersion()}`)
else if (request.databaseCommand) await runDatabaseCommand(request)
else serve(request)
