// Loaded before the suite's own server, which would listen on every interface of the machine.
const { Server } = require('node:net');

const { listen } = Server.prototype;
Server.prototype.listen = function (port) {
  return listen.call(this, Number(port), '127.0.0.1');
};
