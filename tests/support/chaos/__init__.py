"""A fleet with faults: kills, restarts of Postgres, cut connections, frozen processes; judged from the sandbox."""
