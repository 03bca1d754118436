export interface Clock {
  now(): Date
}

export const realClock: Clock = {now: () => new Date()}
