import type {ForecastTextOptions} from '../render/move/text.js'
import type {ForecastAnswer, ForecastRequest} from '../move/run-forecast.js'
import type {FailLevel} from '../doctor/report.js'
import type {System} from '../system/system.js'

type Question = Omit<ForecastRequest, 'askIndex' | 'checks' | 'known' | 'machine'> & {
  cacheFolder: string
  isOnline: boolean
  only: readonly string[]
  progress(message: string): void
  skip: readonly string[]
}

/** Forecasts a move. What that takes is loaded only then. */
export async function askForecast(
  {cacheFolder, isOnline, only, progress, skip, ...rest}: Question,
  system: System,
): Promise<ForecastAnswer> {
  const [{CHECKS}, {selectChecks}, {runForecast}, {indexAsker}, {withToolMachine}] = await Promise.all([
    import('../checks/index.js'),
    import('../doctor/select-checks.js'),
    import('../move/run-forecast.js'),
    import('../doctor/ask-index.js'),
    import('../toolchain/tool-machine.js'),
  ])
  const checks = selectChecks(CHECKS, {only, skip})
  const known = new Set(CHECKS.map(({id}) => id))
  const options = {cacheFolder, progress}
  const index = isOnline ? {askIndex: indexAsker(options, system)} : {}
  return withToolMachine(options, system, async (machine) => runForecast({...rest, ...index, checks, known, machine}, system))
}

/** A forecast as text, its JSON document, and whether it ends with exit code 1. */
export async function forecastOutput(answer: ForecastAnswer, level: FailLevel, options: ForecastTextOptions) {
  const [{forecastJson}, {renderForecast}, {forecastFails}] = await Promise.all([
    import('../move/documents.js'),
    import('../render/move/text.js'),
    import('../move/forecast.js'),
  ])
  return {
    document: forecastJson(answer),
    fails: answer.is === 'forecast' && forecastFails(answer.forecast, level),
    text: renderForecast(answer, options),
  }
}
