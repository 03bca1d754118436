import type {StartCommand} from '../shared/start-command.js'

import {byName} from '../../common/by-name.js'

/** Programs and libraries that ask others for work, and listen on no port. */

/** Import name → the library's name. Source: the documentation of each on how a bot runs. */
export const CONSUMERS: Readonly<Record<string, string>> = byName({
  aiogram: 'aiogram',
  discord: 'discord.py',
  disnake: 'disnake',
  hikari: 'hikari',
  hydrogram: 'hydrogram',
  interactions: 'interactions.py',
  kurigram: 'kurigram',
  nextcord: 'nextcord',
  pika: 'pika',
  praw: 'PRAW',
  pyrogram: 'pyrogram',
  schedule: 'schedule',
  slack_bolt: 'slack_bolt',
  telebot: 'pyTelegramBotAPI',
  telegram: 'python-telegram-bot',
  telethon: 'Telethon',
  tweepy: 'tweepy',
  twitchio: 'twitchio',
  vkbottle: 'vkbottle',
})

/** Libraries that can listen. `aiohttp` alone is a client too. */
export const SERVES =
  /^(?:aiohttp\.web|aiohttp_\w+|apiflask|blacksheep|bottle|channels|cheroot|cherrypy|dash|django|eventlet|falcon|fastapi|flask\w*|gevent\.pywsgi|gevent\.server|gradio|granian|gunicorn|http\.server|hypercorn|keep_?alive|litestar|nicegui|panel|prometheus_client|pyramid|quart|sanic|slack_bolt\.adapter\.(?!socket_mode)|socketserver|starlette|streamlit|tornado|twisted|uvicorn|waitress|web\b|websockets|werkzeug|wsgiref|xmlrpc)(?:\.|$)/

/** Ways to listen that need no such import. */
export const OPENS =
  /run_webhook|start_webhook|set_webhook|keep_alive|start_server|create_server|\.bind\(|\.listen\(|\bsubprocess\b|\bos\.system\b|importlib|__import__/

/** Calls that block until a bot ends. */
export const BLOCKING =
  /\.(?:run|run_polling|infinity_polling|polling|start_polling|run_forever|run_until_disconnected|idle|start|start_consuming|filter|run_pending)\(|\bidle\(\)/

/** Workers by their commands. */
export const WORKERS: readonly {name: string; matches(start: StartCommand): boolean}[] = [
  {
    matches: ({args, program}) => program === 'celery' && args.some((word) => word === 'worker' || word === 'beat'),
    name: 'a Celery worker',
  },
  {matches: ({args, program}) => program === 'rq' && args[0] === 'worker', name: 'an RQ worker'},
  {matches: ({program}) => program === 'dramatiq', name: 'a Dramatiq worker'},
  {matches: ({program}) => program === 'arq', name: 'an arq worker'},
  {matches: ({program}) => /^huey_consumer(?:\.py)?$/.test(program), name: 'a Huey consumer'},
  {
    matches: ({args, program}) =>
      [program, args[0] ?? ''].some((word) => /(?:^|\/)manage\.py$/.test(word)) &&
      args.some((word) => /^(?:celery|db_worker|process_tasks|qcluster|rqscheduler|rqworker|run_huey)$/.test(word)),
    name: 'a task worker',
  },
]
