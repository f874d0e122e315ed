// Starts throw-away PostgreSQL servers of every major version, out of the packages that set_up.sh installs.
import {execFileSync, spawn} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';

export const majors = ['11', '12', '13', '14', '15', '16', '17', '18'];

const settings = {
  listen_addresses: '', port: '5432', fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off',
  shared_buffers: '32MB', max_connections: '500', max_wal_size: '256MB', jit: 'off',
  max_parallel_workers: '0', timezone: 'UTC', lc_messages: 'C',
};

// initdb refuses to run as root; whoever is not root stays who they are.
function owner() {
  if (process.getuid() !== 0) return {};
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+)/m.exec(fs.readFileSync('/etc/passwd', 'utf8'));
  return {uid: Number(uid), gid: Number(gid)};
}

// In memory where there is room: a database for every case is mostly file copying.
function scratch() {
  const memory = '/dev/shm';
  if (!fs.existsSync(memory)) return os.tmpdir();
  const {bavail, bsize} = fs.statfsSync(memory);
  return bavail * bsize > 2 ** 31 ? memory : os.tmpdir();
}

function newDirectory(user) {
  const directory = fs.mkdtempSync(path.join(scratch(), 'postgres-'));
  for (const part of ['', 'data', 'fast']) {
    fs.mkdirSync(path.join(directory, part), {recursive: true});
    if (user.uid) fs.chownSync(path.join(directory, part), user.uid, user.gid);
  }
  return directory;
}

// What ends this program ends its servers, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

// A server that runs until stop(). connect(database) gives a client of the npm package pg, with `failure`: the text of the error that
// ended its connection, if one did. There is a tablespace `fast` beside the usual one.
export async function startServer(major, servers) {
  const require = createRequire(path.resolve(servers, 'package.json'));
  const programs = path.resolve(servers, 'node_modules', `postgres-${major}`, 'native/bin');
  const user = owner();
  const directory = newDirectory(user);
  const data = path.join(directory, 'data');
  const environment = {env: {PATH: process.env.PATH, LC_ALL: 'C'}, cwd: directory, ...user};
  execFileSync(path.join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], {stdio: 'pipe', ...environment});
  const options = Object.entries({...settings, unix_socket_directories: directory}).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = fs.openSync(path.join(directory, 'log'), 'w');
  const postgres = spawn(path.join(programs, 'postgres'), ['-D', data, ...options], {stdio: ['ignore', log, log], ...environment});
  const exited = new Promise((resolve) => postgres.once('exit', resolve));
  const remove = () => fs.rmSync(directory, {recursive: true, force: true, maxRetries: 10});
  const abandon = () => postgres.kill('SIGQUIT') && remove();
  process.once('exit', abandon);

  async function connect(database = 'postgres') {
    const client = new (require('pg').Client)({host: directory, port: 5432, user: 'postgres', database});
    client.on('error', (error) => { client.failure = error.message; });
    await client.connect();
    return client;
  }
  async function stop() {
    postgres.kill('SIGQUIT');
    await exited;
    process.off('exit', abandon);
    remove();
  }
  try {
    const client = await patiently(connect, () => postgres.exitCode !== null);
    await client.query(`create tablespace fast location '${path.join(directory, 'fast')}'`);
    await client.end();
  } catch (error) {
    const said = fs.readFileSync(path.join(directory, 'log'), 'utf8');
    await stop();
    throw new Error(`PostgreSQL ${major} does not start: ${error.message}\n${said}`);
  }
  return {major, connect, stop};
}

async function patiently(connect, hopeless) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await connect();
    } catch (error) {
      if (attempt === 200 || hopeless()) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
