// The live stream. The browser reconnects by itself and says where it stopped; what a lost
// connection repeats is recognised by its position and ignored.

const PAUSE = 1500; // milliseconds before trying again when the browser has given up

export function listen({ onChange, onConnection }) {
  let position = "";
  let source = null;

  function open() {
    source = new EventSource(`/api/events?from=${encodeURIComponent(position)}`);
    source.onopen = () => onConnection(true);
    source.onmessage = (event) => {
      onConnection(true);
      if (isOld(event.lastEventId)) return;
      position = event.lastEventId;
      onChange(JSON.parse(event.data));
    };
    source.onerror = () => {
      onConnection(false);
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, PAUSE);
    };
  }

  function isOld(id) {
    const [life, number] = id.split(".");
    const [known, told] = position.split(".");
    return life === known && Number(number) <= Number(told);
  }

  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && open());
  open();
}
