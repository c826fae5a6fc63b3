package dev.viche.cluster;

class LocalBusTest extends BusContract {

    @Override
    Bus make() {
        return new LocalBus();
    }

    @Override
    boolean hasOthers() {
        return false;
    }
}
