package dev.slipway.journal.memory;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Chain;
import dev.slipway.hands.Journal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A journal in memory. {@link #beside()} opens the same memory again, as another process would. */
public final class MemoryJournal implements Journal {

    private final Memory memory;
    private final InstantSource clock;

    public MemoryJournal(InstantSource clock) {
        this(new Memory(), clock);
    }

    private MemoryJournal(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    public MemoryJournal beside() {
        return new MemoryJournal(memory, clock);
    }

    @Override
    public Opening open(NewRun run, Holder holder) {
        synchronized (memory) {
            Optional<RunRow> holds = run.lock().flatMap(this::locked);
            if (holds.isPresent()) {
                return new Opening.Locked(holds.get());
            }
            if (memory.runs.containsKey(run.id())) {
                return new Opening.NameTaken();
            }
            MemoryRun opened = new MemoryRun(run, clock.instant());
            opened.entries.addAll(opened.end().next(run.texts()));
            memory.runs.put(run.id(), opened);
            memory.changes++;
            return new Opening.Opened(opened.grant(holder, clock.instant()));
        }
    }

    @Override
    public List<Entry> read(RunId id, long after, int limit) {
        synchronized (memory) {
            return memory.run(id).map(run -> run.read(after, limit)).orElse(List.of());
        }
    }

    @Override
    public Appending append(Lease lease, long expected, List<String> texts, List<Long> answeredAsks) {
        synchronized (memory) {
            return inForce(lease, run -> {
                Appending answer = run.append(expected, texts);
                if (answer instanceof Appending.Appended) {
                    run.asks.removeIf(ask -> answeredAsks.contains(ask.id()));
                    memory.changes++;
                }
                return answer;
            });
        }
    }

    @Override
    public Appending close(Lease lease, long expected, List<String> texts) {
        synchronized (memory) {
            return inForce(lease, run -> {
                Appending answer = run.append(expected, texts);
                if (answer instanceof Appending.Appended) {
                    run.end(clock.instant());
                    memory.changes++;
                }
                return answer;
            });
        }
    }

    private Appending inForce(Lease lease, Function<MemoryRun, Appending> append) {
        return memory.run(lease.run())
                .filter(run -> run.isInForce(lease))
                .map(append)
                .orElse(new Appending.LeaseLost());
    }

    @Override
    public Granting lease(RunId id, Holder holder, Takeover takeover) {
        synchronized (memory) {
            return memory.run(id)
                    .map(run -> {
                        Granting answer = run.lease(holder, takeover, clock.instant());
                        if (answer instanceof Granting.Granted) {
                            memory.changes++;
                        }
                        return answer;
                    })
                    .orElse(new Granting.NoSuchRun());
        }
    }

    @Override
    public boolean renew(Lease lease) {
        synchronized (memory) {
            Optional<MemoryRun> run = memory.run(lease.run()).filter(r -> r.isInForce(lease));
            run.ifPresent(r -> {
                r.renew(clock.instant());
                memory.changes++;
            });
            return run.isPresent();
        }
    }

    @Override
    public List<Lease> renew(List<Lease> leases) {
        synchronized (memory) {
            return leases.stream().filter(lease -> !renew(lease)).toList();
        }
    }

    @Override
    public void release(Lease lease) {
        synchronized (memory) {
            memory.run(lease.run()).filter(run -> run.isInForce(lease)).ifPresent(run -> {
                run.release();
                memory.changes++;
            });
        }
    }

    @Override
    public Optional<Long> ask(RunId id, String text) {
        synchronized (memory) {
            return memory.run(id).filter(run -> !run.isEnded()).map(run -> {
                memory.changes++;
                run.asks.add(new Ask(++memory.lastAsk, Journal.wellFormed(text)));
                return memory.lastAsk;
            });
        }
    }

    @Override
    public List<Ask> asks(RunId id) {
        synchronized (memory) {
            return memory.run(id).map(run -> List.copyOf(run.asks)).orElse(List.of());
        }
    }

    @Override
    public Set<RunId> asked() {
        synchronized (memory) {
            return memory.runs.entrySet().stream()
                    .filter(run -> !run.getValue().asks.isEmpty())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public List<RunRow> runs(int limit) {
        synchronized (memory) {
            return memory.runs.sequencedValues().reversed().stream()
                    .limit(limit)
                    .map(MemoryRun::row)
                    .toList();
        }
    }

    @Override
    public Optional<RunRow> run(RunId id) {
        synchronized (memory) {
            return memory.run(id).map(MemoryRun::row);
        }
    }

    @Override
    public Optional<RunRow> locked(String lock) {
        synchronized (memory) {
            return memory.runs.values().stream()
                    .filter(run -> !run.isEnded())
                    .map(MemoryRun::row)
                    .filter(row -> row.lock().equals(Optional.of(lock)))
                    .findFirst();
        }
    }

    @Override
    public Digest keep(String text) {
        synchronized (memory) {
            Digest digest = Digest.of(text);
            if (memory.kept.putIfAbsent(digest, text) == null) {
                memory.changes++;
            }
            return digest;
        }
    }

    @Override
    public Optional<String> kept(Digest digest) {
        synchronized (memory) {
            return Optional.ofNullable(memory.kept.get(digest));
        }
    }

    @Override
    public long version() {
        synchronized (memory) {
            return memory.changes;
        }
    }

    @Override
    public Verification verify(RunId id) {
        synchronized (memory) {
            Optional<MemoryRun> run = memory.run(id);
            if (run.isEmpty()) {
                return new Verification.Broken(0, "there is no run " + id);
            }
            Chain end = Chain.of(id);
            for (Entry entry : run.get().entries) {
                Optional<Verification.Broken> broken = end.broken(entry);
                if (broken.isPresent()) {
                    return broken.get();
                }
                end = end.after(entry);
            }
            return new Verification.Sound(end.last(), end.head());
        }
    }

    /** Closes nothing: the memory is there as long as somebody holds it. */
    @Override
    public void close() {}
}
